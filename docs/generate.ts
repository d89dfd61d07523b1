/* Draws docs/generated from the code: `node docs/generate.ts` writes, `--check` fails when a page has drifted. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format } from 'prettier';
import { checksPage, roomsPage, scenariosPage, settingsPage, skillsPage, toolsPage } from './pages.ts';

const FOLDER = join(import.meta.dirname, 'generated');
const PAGES = {
  'rooms.md': roomsPage,
  'checks.md': checksPage,
  'settings.md': settingsPage,
  'skills.md': skillsPage,
  'tools.md': toolsPage,
  'scenarios.md': scenariosPage,
};

const wanted = await Promise.all(
  Object.entries(PAGES).map(async ([file, page]) => ({
    path: join(FOLDER, file),
    text: await format(await page(), { parser: 'markdown', printWidth: 110 }),
  })),
);

if (process.argv.includes('--check')) await checkDrift();
else await writePages();

async function writePages(): Promise<void> {
  await mkdir(FOLDER, { recursive: true });
  await Promise.all(wanted.map(({ path, text }) => writeFile(path, text)));
  console.log(`${wanted.length} pages written to docs/generated`);
}

async function checkDrift(): Promise<void> {
  const current = await Promise.all(wanted.map(({ path }) => readFile(path, 'utf8').catch(() => '')));
  const drifted = wanted.filter(({ text }, index) => text !== current[index]);
  for (const { path } of drifted) console.error(`${path} is not what the code says: run \`npm run docs\`.`);
  process.exitCode = drifted.length > 0 ? 1 : 0;
}
