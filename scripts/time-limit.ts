/** What was waited for did not come in time. */
export class TimeLimitError extends Error {
  override name = 'TimeLimitError'
}

/** @throws TimeLimitError with the sentence where an event takes longer than it may */
export async function within<T>(milliseconds: number, event: Promise<T>, sentence: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TimeLimitError(sentence)), milliseconds)
  })
  try {
    return await Promise.race([event, late])
  } finally {
    clearTimeout(timer)
  }
}
