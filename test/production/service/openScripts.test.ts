import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { OpenScripts } from '../../../production/service/openScripts.ts';
import { temporaryFolder } from '../rendered.ts';

const text = '---\nlanguage: en\n---\nA: Hi.\nA (engine draft): You.\n';

describe('OpenScripts', () => {
  it('speaks with the engine of the user’s settings where neither line nor script name one', async () => {
    const scripts = new OpenScripts();
    const path = join(await temporaryFolder(), 'a.voice');
    const engines = async (source: { readonly text: string; readonly defaultEngine?: string }, engine?: string) => {
      const { screenplay } = await scripts.read({ path, ...source }, engine);
      return screenplay.cues.map(({ settings }) => settings.engine);
    };
    expect(await engines({ text })).toEqual(['draft', 'draft']);
    expect(await engines({ text, defaultEngine: 'indextts2' })).toEqual(['indextts2', 'draft']);
    const own = text.replace('---\n', '---\nengine: draft\n');
    expect(await engines({ text: own, defaultEngine: 'indextts2' })).toEqual(['draft', 'draft']);
    // Another setting later reads the script anew.
    expect(await engines({ text, defaultEngine: 'draft' })).toEqual(['draft', 'draft']);
  });

  it('renders as the user’s settings say where the script sets nothing', async () => {
    const scripts = new OpenScripts();
    const path = join(await temporaryFolder(), 'a.voice');
    const rates = async (script: string, sampleRate: number) => {
      const source = { path, text: script, userSettings: { sampleRate } };
      return (await scripts.read(source, undefined)).screenplay.render.sampleRate;
    };
    expect(await rates(text, 44_100)).toBe(44_100);
    expect(await rates(text, 32_000)).toBe(32_000);
    expect(await rates(text.replace('language: en', 'render: { sampleRate: 22050 }'), 32_000)).toBe(22_050);
  });
});
