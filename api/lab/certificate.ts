import { X509Certificate } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { generate } from 'selfsigned'

export interface Certificate {
  key: string
  cert: string
}

/** Browsers refuse `*.localhost`, so every name is listed. */
const NAMES = [
  'localhost',
  'app.localhost',
  '*.app.localhost',
  'api.localhost',
  'evil.localhost',
  'reports.localhost',
]
const DAY = 24 * 60 * 60 * 1000

/** The self-signed certificate in the folder, made at its first use and again before it ends. */
export async function loadCertificate(folder: string): Promise<Certificate> {
  const paths = { key: join(folder, 'key.pem'), cert: join(folder, 'certificate.pem') }
  if (existsSync(paths.key) && existsSync(paths.cert)) {
    const certificate = { key: readFileSync(paths.key, 'utf8'), cert: readFileSync(paths.cert, 'utf8') }
    if (Date.parse(new X509Certificate(certificate.cert).validTo) > Date.now() + DAY) return certificate
  }
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'with-credentials lab' }], {
    keyType: 'ec',
    notAfterDate: new Date(Date.now() + 365 * DAY),
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: NAMES.map((value) => ({ type: 2, value })) },
    ],
  })
  writeFileSync(paths.key, key, { mode: 0o600 })
  writeFileSync(paths.cert, cert)
  return { key, cert }
}
