"""A vendor's own test against the local platform: ask a customer, get a yes, use the access, lose it.

    pip install -r requirements.txt
    KLARSIGNAL_PLATFORM=path/to/klarsignal-platform python -m unittest test_vendor.py
"""

import base64
import hashlib
import json
import os
import secrets
import subprocess
import tempfile
import time
import unittest
from urllib.parse import parse_qs, urlsplit

import jwt
import requests
from cryptography.hazmat.primitives.asymmetric import rsa

# From the platform's built-in world.
VENDOR, CLIENT = "991825827", "36066b41-87d9-5c8b-a61d-5f2e06a70e7c"
CUSTOMER, PARTY, LEADER = "310702641", 51900010, "12847820045"
SYSTEM = VENDOR + "_python_example"
RIGHT = {"resource": [{"id": "urn:altinn:resource", "value": "ske-krav-og-betalinger"}]}
VENDOR_SCOPES = " ".join(
    "altinn:authentication/" + scope
    for scope in ("systemregister.write", "systemuser.request.read", "systemuser.request.write")
)


class Platform:
    """The local platform as a child process. Its first line says where everything is, once all of it answers."""

    def __init__(self):
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        with tempfile.NamedTemporaryFile("w", suffix=".json", delete=False) as file:
            json.dump({**public, "kid": "my-key", "alg": "RS256", "use": "sig"}, file)
        self.key_file = file.name
        self.process = subprocess.Popen(
            [
                os.environ.get("KLARSIGNAL_PLATFORM", "klarsignal-platform"),
                "--ephemeral",
                "--control=127.0.0.1:0",
                f"--client-key={CLIENT}={self.key_file}",
            ],
            stdout=subprocess.PIPE,
            text=True,
        )
        self.at = json.loads(self.process.stdout.readline())
        self.altinn = self.at["platform"] + "/authentication/api/v1"

    def stop(self):
        self.process.terminate()
        self.process.wait()
        self.process.stdout.close()
        os.unlink(self.key_file)

    def ask_maskinporten(self, scope, **claims):
        """Asks for a token. A grant lives two minutes at the most and is used once."""
        now = int(time.time())
        grant = {
            "aud": self.at["issuers"]["maskinporten"],
            "iss": CLIENT,
            "scope": scope,
            "iat": now,
            "exp": now + 100,
            "jti": secrets.token_hex(16),
            **claims,
        }
        assertion = jwt.encode(grant, self.key, algorithm="RS256", headers={"kid": "my-key"})
        form = {"grant_type": "urn:ietf:params:oauth:grant-type:jwt-bearer", "assertion": assertion}
        return requests.post(self.at["maskinporten"] + "/token", data=form)

    def sign_in(self, person):
        """A person's Altinn token. `login_hint` picks the person, so that no page needs a click."""
        verifier, callback = secrets.token_urlsafe(32), "http://127.0.0.1:8080/callback"
        challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=")
        client = {"client_id": "klarsignal-desktop", "redirect_uri": callback}
        question = {
            **client,
            "response_type": "code",
            "scope": "openid profile altinn:portal/enduser",
            "state": secrets.token_urlsafe(),
            "nonce": secrets.token_urlsafe(),
            "code_challenge": challenge.decode(),
            "code_challenge_method": "S256",
            "login_hint": f"testid:{person}_idporten-loa-substantial",
        }
        sent_back = requests.get(self.at["idporten"] + "/authorize", question, allow_redirects=False)
        code = parse_qs(urlsplit(sent_back.headers["Location"]).query)["code"][0]
        form = {**client, "grant_type": "authorization_code", "code": code, "code_verifier": verifier}
        token = requests.post(self.at["idporten"] + "/token", data=form).json()["access_token"]
        return requests.get(self.altinn + "/exchange/id-porten", headers=bearer(token)).text

    def what_happened(self):
        return requests.get(self.at["control"] + "/exchanges").json()

    def begin_again(self):
        requests.post(self.at["control"] + "/reset").raise_for_status()


def bearer(token):
    return {"Authorization": "Bearer " + token}


class VendorTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.platform = Platform()

    @classmethod
    def tearDownClass(cls):
        cls.platform.stop()

    def setUp(self):
        self.platform.begin_again()
        self.vendor = bearer(self.platform.ask_maskinporten(VENDOR_SCOPES).json()["access_token"])
        self.post("/systemregister/vendor", {
            "id": SYSTEM,
            "vendor": {"ID": "0192:" + VENDOR},
            "name": dict.fromkeys(("nb", "nn", "en"), "Example"),
            "description": dict.fromkeys(("nb", "nn", "en"), "An example"),
            "rights": [RIGHT],
            "clientId": [CLIENT],
        })

    def post(self, path, body):
        answer = requests.post(self.platform.altinn + path, json=body, headers=self.vendor)
        self.assertTrue(answer.ok, answer.text)
        return answer.json()

    def ask_customer(self):
        return self.post("/systemuser/request/vendor", {
            "systemId": SYSTEM, "partyOrgNo": CUSTOMER, "externalRef": "first", "rights": [RIGHT],
        })

    def system_user_token(self):
        customer = {"authority": "iso6523-actorid-upis", "ID": "0192:" + CUSTOMER}
        details = {"type": "urn:altinn:systemuser", "systemuser_org": customer, "externalRef": "first"}
        return self.platform.ask_maskinporten("skatteetaten:kravogbetalinger", authorization_details=[details])

    def test_a_customer_says_yes_and_changes_her_mind(self):
        request = self.ask_customer()
        self.assertEqual(self.system_user_token().json()["error"], "invalid_altinn_customer_configuration")

        leader = bearer(self.platform.sign_in(LEADER))
        approve = f"{self.platform.altinn}/systemuser/request/{PARTY}/{request['id']}/approve"
        self.assertEqual(requests.post(approve, headers=leader).json(), True)

        token = self.system_user_token().json()["access_token"]
        claims = f"{self.platform.at['service_owner']}/v1/regnskapssystem/{CUSTOMER}/aapnekrav"
        self.assertIn("saldo", requests.get(claims, headers=bearer(token)).json()["totalOversikt"])

        system_user = f"{self.platform.altinn}/systemuser/{PARTY}/{request['id']}"
        self.assertEqual(requests.delete(system_user, headers=leader).status_code, 202)
        self.assertEqual(requests.get(claims, headers=bearer(token)).status_code, 403)

    def test_altinn_being_down_for_a_moment_is_survived(self):
        fault = {"listener": "platform", "path": "/request/vendor", "times": 1, "effect": {"status": {"status": 503}}}
        requests.put(self.platform.at["control"] + "/faults", json=[fault]).raise_for_status()

        with self.assertRaises(AssertionError):
            self.ask_customer()
        self.assertEqual(self.ask_customer()["status"], "New")

        asked = [told for told in self.platform.what_happened() if told["path"].endswith("/systemuser/request/vendor")]
        self.assertEqual([told["status"] for told in asked], [503, 201])
        self.assertEqual(asked[1]["tokens"][0]["claims"]["consumer"]["ID"], "0192:" + VENDOR)


if __name__ == "__main__":
    unittest.main()
