/** The package brings no types of its own. The certificate and its key are PEM, in base64 once more. */
declare module "@vtfk/maskinporten-auth" {
  export default function maskinportenToken(options: {
    url: string;
    pemcert: string;
    pemprivateKey: string;
    audience: string;
    issuer: string;
    scope: string;
  }): Promise<{ access_token: string; expires_in: number; scope: string; token_type: string }>;
}
