/** The most that is read at once, in characters: what a recording of a long day holds, and half of what a page can bear. */
export const MOST = 64 * 1024 * 1024

/** Why nothing can be said, and what to do. */
export interface Refusal {
  kind: 'refused'
  title: string
  advice: string
}

export const refusal = (title: string, advice: string): Refusal => ({ kind: 'refused', title, advice })

/** @param size in bytes or characters */
export const tooLarge = (size: number): Refusal =>
  refusal(
    `This is ${Math.round(size / 1024 / 1024)} MB, and up to ${MOST / 1024 / 1024} MB are read`,
    'Clear the network panel, repeat only what fails, and save that.',
  )
