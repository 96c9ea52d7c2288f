import { readdirSync, readFileSync } from 'node:fs'

/**
 * Megabytes of memory that a process and all that it started have to themselves, shared pages divided among those that share
 * them (PSS, from Linux's /proc).
 */
export function memoryOf(pid: number): { own: number; children: number } {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc')) {
    const stat = /^\d+$/.test(name) ? read(`/proc/${name}/stat`) : undefined
    const [, parent] = /\) \S (\d+)/.exec(stat ?? '') ?? []
    if (parent) parents.set(Number(name), Number(parent))
  }
  const descends = (one: number): boolean => {
    const parent = parents.get(one)
    return parent === pid || (parent !== undefined && parent > 1 && descends(parent))
  }
  const children = [...parents.keys()].filter(descends)
  return {
    own: Math.round(pssOf(pid) / 1024),
    children: Math.round(children.reduce((sum, one) => sum + pssOf(one), 0) / 1024),
  }
}

/** In kilobytes; 0 for a process that has ended meanwhile. */
function pssOf(pid: number): number {
  const [, kilobytes] = /^Pss:\s+(\d+)/m.exec(read(`/proc/${pid}/smaps_rollup`) ?? '') ?? []
  return Number(kilobytes ?? 0)
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
