import { spawnSync } from 'node:child_process'

/** The processes that one started, and theirs, by the name of their program. */
export function descendants(program: string, of = process.pid): number[] {
  const { stdout } = spawnSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' })
  const rows = stdout.split('\n').map((line) => /^\s*(\d+)\s+(\d+)\s+(\S+)/.exec(line))
  const parents = new Map(rows.flatMap((row) => (row ? [[Number(row[1]), Number(row[2])] as const] : [])))
  const descends = (pid: number): boolean => {
    const parent = parents.get(pid)
    return parent !== undefined && (parent === of || descends(parent))
  }
  return rows.flatMap((row) => {
    const pid = Number(row?.[1])
    return row?.[3]?.includes(program) && descends(pid) ? [pid] : []
  })
}
