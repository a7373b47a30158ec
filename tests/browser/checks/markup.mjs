// The Nu checker over every page and stylesheet of a site, in one run.
import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

// What the checker's release does not know yet: container queries, which browsers have since 2023.
const NEWER_THAN_THE_CHECKER = /“container-type”|@container/;

const JAR = createRequire(import.meta.url)('vnu-jar');

export function markup(root) {
  return ['html', 'css', 'svg'].map((type) => ({
    name: `Nu checker, every ${type} file`,
    problems: () => nu(root, type),
  }));
}

async function nu(root, type) {
  const only = type === 'html' ? ['--skip-non-html'] : [`--skip-non-${type}`];
  const args = ['-jar', JAR, '--errors-only', '--format', 'json', '--stdout', '--exit-zero-always', ...only, root];
  const { stdout } = await promisify(execFile)('java', args, { maxBuffer: 2 ** 28 });
  const messages = JSON.parse(stdout).messages.filter(({ message }) => !NEWER_THAN_THE_CHECKER.test(message));
  return messages.map((message) => {
    const file = message.url ? relative(root, fileURLToPath(message.url)) : '';
    return `${file}:${message.lastLine ?? ''}: ${message.message}`;
  });
}
