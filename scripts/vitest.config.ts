import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** What takes longest, the longest first: begun last, one of them would keep one core waiting for the other. */
const LONGEST = [
  'attacks',
  'claims',
  'stories',
  'compare',
  'matrix/matrix',
  'lessons',
  'observe/observed',
  'bench/bench',
  'observe/random',
  'example/own-api',
  'package/package',
  'browsers/killed',
  'servers',
  'matrix-page',
  'explain/page',
  'explain/recordings',
  'snippets/server',
  'snippets/clients',
  'start',
].map((name) => `/scripts/${name}.test.ts`)

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) =>
      LONGEST.findIndex((name) => moduleId.endsWith(name)) + 1 || LONGEST.length + 1
    return (await super.sort(files)).toSorted((a, b) => place(a) - place(b))
  }
}

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    include: ['{api,web,scripts}/**/*.test.ts'],
    environment: 'node',
    globalSetup: ['scripts/test-page.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
  },
})
