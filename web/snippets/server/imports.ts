/** What can be imported from a module: its default under this name, and its names. */
export interface Exports {
  default?: string
  names?: readonly string[]
}
export type Modules = Readonly<Record<string, Exports>>

/** What programs of every framework may use. */
export const COMMON: Modules = {
  'node:crypto': {
    names: [
      'createHash',
      'createHmac',
      'createPrivateKey',
      'createPublicKey',
      'generateKeyPairSync',
      'randomBytes',
      'timingSafeEqual',
    ],
  },
  'node:http': { names: ['STATUS_CODES'] },
  jose: { names: ['jwtVerify', 'SignJWT'] },
}

/** The modules that code uses, with the import line of each; Node's own first. */
export function importsOf(code: string, modules: Modules): { module: string; line: string }[] {
  const uses = (name: string) => new RegExp(`(?<![.\\w])${name}[(.[,)]`).test(code)
  return Object.entries(modules)
    .flatMap(([module, exports]) => {
      const names = exports.names?.filter(uses) ?? []
      const whole = exports.default !== undefined && uses(exports.default) ? [exports.default] : []
      const parts = [...whole, ...(names.length > 0 ? [`{ ${names.join(', ')} }`] : [])]
      return parts.length > 0 ? [{ module, line: `import ${parts.join(', ')} from '${module}'` }] : []
    })
    .sort((a, b) => order(a.module).localeCompare(order(b.module), 'en'))
}

const order = (module: string) => (module.startsWith('node:') ? ` ${module}` : module)

/** The package that a module is part of; undefined for one of Node's own. */
export function packageOf(module: string): string | undefined {
  if (module.startsWith('node:')) return undefined
  return module.split('/', module.startsWith('@') ? 2 : 1).join('/')
}
