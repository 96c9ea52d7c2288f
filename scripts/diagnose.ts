import { command } from './diagnose/command.ts'

// A reader that has seen enough (head, less) is no failure.
process.stdout.on('error', () => process.exit())

const { status, out, err } = await command(process.argv.slice(2)).catch((error) => ({
  status: 1,
  out: '',
  err: `This should not have happened: ${error instanceof Error ? error.message : error}`,
}))
if (out !== '') console.log(out)
if (err !== '') console.error(err)
process.exitCode = status
