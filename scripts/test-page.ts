import { builtPage } from './page.ts'

/** Builds the page before the tests, where it is out of date: else several of them would, at the same time. */
export async function setup(): Promise<void> {
  await builtPage()
}
