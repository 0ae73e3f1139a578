import { type Step } from './runStep'

const node = process.execPath
const bin = (name: string) => `node_modules/.bin/${name}`

/** Everything about the sources that is checked without running them. Each counts as one test. */
export const checks: Step[] = [
  // First, because it takes longest.
  { name: 'lint', command: bin('eslint'), args: ['.', '--max-warnings=0'] },
  { name: 'types', command: node, args: ['node_modules/typescript/bin/tsc', '-b'] },
  { name: 'types of the portal', command: bin('vue-tsc'), args: ['--noEmit', '-p', 'frontend'] },
  { name: 'format', command: bin('prettier'), args: ['--check', '--log-level=warn', '.'] },
  {
    name: 'imports',
    command: bin('depcruise'),
    args: ['--config', '.dependency-cruiser.cjs', 'proto', 'services', 'gateway', 'frontend', 'scripts'],
  },
  { name: 'dead code', command: bin('knip'), args: ['--no-progress'] },
  { name: 'contract', command: 'npm', args: ['run', '-s', 'check', '-w', '@rapport/proto'] },
]
