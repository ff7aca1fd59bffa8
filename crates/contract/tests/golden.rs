//! Do we speak Altinn? Every golden body is read, and printed back to the byte.
//!
//! A folder under `tests/golden/altinn` holds the bodies of one type.

use std::fs;
use std::path::Path;

use contract::access::{AccessPackage, Right};
use contract::administration::{
    AccessBody, AdministrationError, AgreementBody, ClientBody, ClientKeys, OnboardingBody, ScopeBody,
};
use contract::change_request::{ChangeRequestResponse, ChangeRequestResponseInternal, CreateChangeRequest};
use contract::claim::{AapneKrav, AlleKrav, Feil, Innbetalinger, Utbetalinger};
use contract::client_delegation::{
    AgentDelegation, AgentDto, ClientDto, ClientLink, ClientPage, Customer, DelegationBatch, DelegationDto,
    DelegationResponse,
};
use contract::connection::{
    AssignmentDto, AssignmentPackageDto, ConnectionDto, InternalParty, PackagePermissionDto,
    ResourcePermissionDto, ResourceRightsDto, RightKeys, RolePermissionDto,
};
use contract::consent::{ConsentInfo, ConsentLookup};
use contract::decision::{Answer, Question};
use contract::delegation::{AuthorizedParty, PackageCheckDto, PartyQuestion, ResourceCheckDto};
use contract::paging::{ItemStream, Page, WholeList};
use contract::problem::{ProblemDetails, ValidationProblemDetails};
use contract::register::{
    RegisterSystemRequest, RegisteredSystemDto, RegisteredSystemResponse, SystemChangeLog,
    SystemRegisterUpdateResult,
};
use contract::request::{
    CreateAgentRequest, CreateRequest, RequestSystemResponse, RequestSystemResponseInternal,
};
use contract::resource::{
    AreaDto, AreaGroupDto, FlatRule, PackageDto, PolicyRight, ServiceOwners, ServiceResource,
    SubjectResources,
};
use contract::scope_delegation::ScopeDelegations;
use contract::system_user::{
    CreateSystemUser, StandardSystemUserDelegations, SystemUserExternal, SystemUserInternal,
    SystemUserRegister,
};
use contract::token::maskinporten::AccessClaims;
use contract::token::oauth::{ClientAssertionClaims, OauthError, TokenAnswer};
use contract::token::{altinn, idporten, metadata};
use serde::Serialize;
use serde::de::DeserializeOwned;

#[test]
fn every_golden_body_of_altinn_is_printed_back_as_it_was_read() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/golden/altinn");
    let mut bodies = 0;
    for folder in fs::read_dir(root).unwrap() {
        let folder = folder.unwrap().path();
        let printed_back = reader(folder.file_name().unwrap().to_str().unwrap());
        for file in fs::read_dir(&folder).unwrap() {
            let file = file.unwrap().path();
            let golden = fs::read_to_string(&file).unwrap();
            assert_eq!(printed_back(&golden), golden, "{}", file.display());
            bodies += 1;
        }
    }
    assert!(bodies >= 20, "only {bodies} golden bodies were found");
}

/// Reads a body of a folder's type and prints it.
fn reader(folder: &str) -> fn(&str) -> String {
    match folder {
        "register_system_request" => printed::<RegisterSystemRequest>,
        "registered_system_response" => printed::<RegisteredSystemResponse>,
        "registered_system_list" => printed::<Vec<RegisteredSystemDto>>,
        "system_register_update_result" => printed::<SystemRegisterUpdateResult>,
        "system_change_log" => printed::<Vec<SystemChangeLog>>,
        "service_resource" => printed::<ServiceResource>,
        "decision_question" => printed::<Question>,
        "decision_answer" => printed::<Answer>,
        "policy_rights" => printed::<Vec<PolicyRight>>,
        "policy_rules" => printed::<Vec<FlatRule>>,
        "subject_resources" => printed::<Page<SubjectResources>>,
        "service_owners" => printed::<ServiceOwners>,
        "rights" => printed::<Vec<Right>>,
        "access_packages" => printed::<Vec<AccessPackage>>,
        "create_request" => printed::<CreateRequest>,
        "create_agent_request" => printed::<CreateAgentRequest>,
        "request_system_response" => printed::<RequestSystemResponse>,
        "request_system_response_list" => printed::<Vec<RequestSystemResponse>>,
        "request_system_response_page" => printed::<Page<RequestSystemResponse>>,
        "request_system_response_internal" => printed::<RequestSystemResponseInternal>,
        "create_system_user" => printed::<CreateSystemUser>,
        "create_change_request" => printed::<CreateChangeRequest>,
        "change_request_response" => printed::<ChangeRequestResponse>,
        "change_request_response_page" => printed::<Page<ChangeRequestResponse>>,
        "change_request_response_internal" => printed::<ChangeRequestResponseInternal>,
        "system_user_internal" => printed::<SystemUserInternal>,
        "system_user_internal_list" => printed::<Vec<SystemUserInternal>>,
        "system_user_external" => printed::<SystemUserExternal>,
        "system_user_external_page" => printed::<Page<SystemUserExternal>>,
        "system_user_register" => printed::<SystemUserRegister>,
        "system_user_register_stream" => printed::<ItemStream<SystemUserRegister>>,
        "standard_system_user_delegations" => printed::<StandardSystemUserDelegations>,
        "connection_page" => printed::<Page<ConnectionDto>>,
        "resource_permissions" => printed::<Vec<ResourcePermissionDto>>,
        "package_permission_page" => printed::<Page<PackagePermissionDto>>,
        "role_permission_page" => printed::<Page<RolePermissionDto>>,
        "resource_rights" => printed::<ResourceRightsDto>,
        "right_keys" => printed::<RightKeys>,
        "assignment" => printed::<AssignmentDto>,
        "assignment_package" => printed::<AssignmentPackageDto>,
        "internal_party" => printed::<InternalParty>,
        "resource_check" => printed::<ResourceCheckDto>,
        "package_check_page" => printed::<Page<PackageCheckDto>>,
        "package" => printed::<PackageDto>,
        "area" => printed::<AreaDto>,
        "area_group_list" => printed::<Vec<AreaGroupDto>>,
        "aapne_krav" => printed::<AapneKrav>,
        "alle_krav" => printed::<AlleKrav>,
        "innbetalinger" => printed::<Innbetalinger>,
        "utbetalinger" => printed::<Utbetalinger>,
        "feil" => printed::<Feil>,
        "authorized_party_page" => printed::<WholeList<AuthorizedParty>>,
        "party_question" => printed::<PartyQuestion>,
        "consent_lookup" => printed::<ConsentLookup>,
        "consent_info" => printed::<ConsentInfo>,
        "scope_delegations" => printed::<Vec<ScopeDelegations>>,
        "client" => printed::<ClientBody>,
        "client_keys" => printed::<ClientKeys>,
        "scope" => printed::<ScopeBody>,
        "scope_access_list" => printed::<Vec<AccessBody>>,
        "onboarding" => printed::<OnboardingBody>,
        "onboarding_agreement" => printed::<AgreementBody>,
        "administration_error" => printed::<AdministrationError>,
        "maskinporten_access_claims" => printed::<AccessClaims>,
        "customer_list" => printed::<Vec<Customer>>,
        "delegation_response_list" => printed::<Vec<DelegationResponse>>,
        "agent_delegation" => printed::<AgentDelegation>,
        "client_page" => printed::<ClientPage>,
        "client_link" => printed::<ClientLink>,
        "client_dto_page" => printed::<Page<ClientDto>>,
        "agent_dto_page" => printed::<Page<AgentDto>>,
        "delegation_batch" => printed::<DelegationBatch>,
        "delegation_list" => printed::<Vec<DelegationDto>>,
        "problem_details" => printed::<ProblemDetails>,
        "validation_problem_details" => printed::<ValidationProblemDetails>,
        "idporten_metadata" => printed::<metadata::Idporten>,
        "idporten_token_answer" => printed::<TokenAnswer>,
        "idporten_id_claims" => printed::<idporten::IdClaims>,
        "idporten_access_claims" => printed::<idporten::AccessClaims>,
        "idporten_introspection" => printed::<idporten::Introspection>,
        "idporten_pushed_call_answer" => printed::<idporten::PushedCallAnswer>,
        "idporten_user_info" => printed::<idporten::UserInfo>,
        "oauth_error" => printed::<OauthError>,
        "client_assertion_claims" => printed::<ClientAssertionClaims>,
        "altinn_metadata" => printed::<metadata::Altinn>,
        "altinn_introspection" => printed::<altinn::Introspection>,
        unknown => panic!("no type reads the golden folder {unknown}"),
    }
}

fn printed<T: DeserializeOwned + Serialize>(golden: &str) -> String {
    let body = serde_json::from_str::<T>(golden);
    match body.and_then(|body| serde_json::to_string_pretty(&body)) {
        Ok(printed) => printed + "\n",
        Err(error) => panic!("{error} in {golden}"),
    }
}
