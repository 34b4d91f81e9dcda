// Writes and reads the same takes as other processes do at the same time: `takeStoreProcess.ts FOLDER ROUNDS`. Ends with 1
// when a take is ever anything but missing or whole.
import { createHash } from 'node:crypto';
import { TakeStore } from '../../production/takeStore.ts';

const [folder = '', rounds = '1'] = process.argv.slice(2);
const store = await TakeStore.open(folder);
const header = { sampleRate: 22050, words: [], marks: [], naturalSeconds: 1 };
for (let round = 0; round < Number(rounds); round++) {
  const key = createHash('sha256')
    .update(String(round % 8))
    .digest('hex');
  if ((await store.readTake(key)) === 'corrupt') process.exit(1);
  await store.writeTake(key, header, new Float32Array(20_000).fill((round % 8) / 8));
  const read = await store.readTake(key);
  if (typeof read !== 'object' || read.samples[19_999] !== (round % 8) / 8) process.exit(1);
}
