/**
 * Gathers single calls into lists, one list after the other: what asks while a list is under way goes with the next.
 * @param most how many go in one list
 * @param lists how many lists may be under way
 */
export function inLists<T, R>(
  run: (list: T[]) => Promise<R[]>,
  { most, lists }: { most: number; lists: number },
): (one: T) => Promise<R> {
  const waiting: { one: T; resolve: (result: R) => void; reject: (error: unknown) => void }[] = []
  let underWay = 0

  async function next(): Promise<void> {
    if (underWay >= lists || waiting.length === 0) return
    underWay += 1
    const list = waiting.splice(0, most)
    try {
      const results = await run(list.map(({ one }) => one))
      for (const [index, { resolve, reject }] of list.entries()) {
        const result = results[index]
        if (result === undefined) reject(new Error('The page gave no result.'))
        else resolve(result)
      }
    } catch (error) {
      for (const { reject } of list) reject(error)
    } finally {
      underWay -= 1
    }
    await next()
  }

  return (one) =>
    new Promise((resolve, reject) => {
      waiting.push({ one, resolve, reject })
      // What is asked for in the same turn goes along.
      queueMicrotask(() => void next())
    })
}
