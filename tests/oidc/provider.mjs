// A county's own sign-in on loopback: everybody is who they say they are. Addresses of invented people only.
import { Provider } from 'oidc-provider'

const { ISSUER, PORT, REDIRECT } = process.env

const provider = new Provider(ISSUER, {
  clients: [{
    client_id: 'nestwerk',
    client_secret: 'nur-fuer-diese-reise',
    redirect_uris: [REDIRECT],
    token_endpoint_auth_method: 'client_secret_post'
  }],
  claims: { email: ['email', 'email_verified'], profile: ['name'] },
  async findAccount (context, sub) {
    const verified = !sub.startsWith('unbestaetigt')
    const email = `${sub.replace('unbestaetigt-', '')}@musterstadt.example`
    return { accountId: sub, claims: async () => ({ sub, email, email_verified: verified, name: sub }) }
  },
  cookies: { keys: ['nur-fuer-diese-reise'] }
})
provider.listen(Number(PORT), '127.0.0.1', () => console.log('bereit'))
