/** `npm run dev`: the server, restarted when its files change, and Vite serving the pages with hot reload on port 5173. */
import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const run = (args: string[]): ChildProcess => spawn(process.execPath, args, { cwd: root, stdio: 'inherit' });
const children = [
  run(['--watch', '--watch-preserve-output', 'scripts/dev-server.ts']),
  run([path.join('node_modules', 'vite', 'bin', 'vite.js'), '--port', '5173', '--strictPort']),
];
process.stdout.write('Halaman petugas: http://localhost:5173/staf, pemohon: http://localhost:5173/ (API di port 3000)\n');
const stop = () => { for (const child of children) child.kill('SIGTERM'); };
process.once('SIGINT', stop);
process.once('SIGTERM', stop);
for (const child of children) child.once('exit', stop);
