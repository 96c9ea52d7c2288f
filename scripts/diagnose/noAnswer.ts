/** Why no answer came. */
export type NoAnswerCode =
  | 'Refused'
  | 'UnknownHost'
  | 'Timeout'
  | 'Closed'
  | 'Unreachable'
  | 'NotHttp'
  | 'HeadersTooLarge'
  | 'UntrustedCertificate'
  | 'ExpiredCertificate'
  | 'OtherHostsCertificate'
  | 'NoTls'
  | 'NotSent'
  | 'Failed'

/** No answer came. The message is one sentence or two, with the way out, and names no secret of the URL. */
export class NoAnswer extends Error {
  override name = 'NoAnswer'
  readonly code: NoAnswerCode

  constructor(code: NoAnswerCode, message: string) {
    super(message)
    this.code = code
  }
}

type Told = (url: URL, timeout: number) => string

const TOLD: Record<NoAnswerCode, Told> = {
  Refused: ({ host }) =>
    `Nothing listens at ${host}: the connection was refused. Start the server, or correct the port.`,
  UnknownHost: ({ hostname }) =>
    `The name ${hostname} is not known. Correct it, or ask again once it has an address.`,
  Timeout: ({ host }, timeout) =>
    `${host} did not answer within ${timeout} seconds. See whether it hangs, or set a longer timeout (--timeout SECONDS).`,
  Closed: ({ host }) =>
    `${host} closed the connection without an answer. Look into the server's log; over TLS or behind a proxy, see whether port and scheme belong together.`,
  Unreachable: ({ host }) =>
    `There is no way to ${host} from here. Check the network, a VPN, or the address.`,
  NotHttp: ({ host }) =>
    `What ${host} answers is no HTTP/1.1. Correct the port, or the scheme where it speaks TLS there.`,
  HeadersTooLarge: ({ host }) =>
    `The answer of ${host} has more than 256 KB of headers, which browsers refuse too. Send fewer or smaller ones.`,
  UntrustedCertificate: ({ host }) =>
    `The certificate of ${host} is signed by nobody who is trusted here: browsers refuse it too, until somebody accepts it. With NODE_EXTRA_CA_CERTS=FILE.pem in the environment its issuer is trusted; for a loopback host, the option insecure (--insecure) takes any.`,
  ExpiredCertificate: ({ host }) =>
    `The certificate of ${host} is not valid at this time: browsers refuse it too. Renew it, or set this machine's clock.`,
  OtherHostsCertificate: ({ host }) =>
    `The certificate of ${host} is for other names: browsers refuse it too. Ask under one of its names, or add this one to it.`,
  NoTls: ({ host }) =>
    `${host} speaks no TLS that could be understood. See whether it is an http:// address.`,
  NotSent: ({ host }) =>
    `The request to ${host} cannot be written as HTTP. Take control characters out of it.`,
  Failed: ({ host }) => `No answer came from ${host}.`,
}

const CODES: Record<string, NoAnswerCode> = {
  ECONNREFUSED: 'Refused',
  ENOTFOUND: 'UnknownHost',
  EAI_AGAIN: 'UnknownHost',
  EAI_NODATA: 'UnknownHost',
  ETIMEDOUT: 'Timeout',
  ABORT_ERR: 'Timeout',
  ECONNRESET: 'Closed',
  EPIPE: 'Closed',
  EHOSTUNREACH: 'Unreachable',
  ENETUNREACH: 'Unreachable',
  EADDRNOTAVAIL: 'Unreachable',
  HPE_HEADER_OVERFLOW: 'HeadersTooLarge',
  SELF_SIGNED_CERT_IN_CHAIN: 'UntrustedCertificate',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'UntrustedCertificate',
  UNABLE_TO_GET_ISSUER_CERT: 'UntrustedCertificate',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'UntrustedCertificate',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'UntrustedCertificate',
  CERT_UNTRUSTED: 'UntrustedCertificate',
  CERT_HAS_EXPIRED: 'ExpiredCertificate',
  CERT_NOT_YET_VALID: 'ExpiredCertificate',
  ERR_TLS_CERT_ALTNAME_INVALID: 'OtherHostsCertificate',
  EPROTO: 'NoTls',
  ERR_INVALID_CHAR: 'NotSent',
  ERR_UNESCAPED_CHARACTERS: 'NotSent',
  ERR_INVALID_HTTP_TOKEN: 'NotSent',
}

/** What a failed request means. @param timeout in seconds */
export function noAnswer(error: unknown, url: URL, timeout: number): NoAnswer {
  const code = kindOf(codeOf(error))
  return new NoAnswer(code, TOLD[code](url, timeout))
}

function kindOf(code: string): NoAnswerCode {
  const known = CODES[code]
  if (known) return known
  if (code.startsWith('HPE_')) return 'NotHttp'
  return code.startsWith('ERR_SSL_') || code.startsWith('ERR_TLS_') ? 'NoTls' : 'Failed'
}

/** An aborted request has its reason as a cause. */
const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
