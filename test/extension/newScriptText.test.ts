import { describe, expect, it } from 'vitest';
import { newScriptText } from '../../extension/newScriptText.ts';
import { scriptAt } from '../language-server/scriptAt.ts';

describe('newScriptText', () => {
  it('has no problem in either language, and something to hear', () => {
    for (const locale of ['en', 'zh'] as const) {
      const { script } = scriptAt(newScriptText(locale));
      expect(script.screenplay.problems.map(({ code }) => code)).toEqual([]);
      expect(script.screenplay.cues.filter(({ sound }) => sound).length).toBeGreaterThan(3);
    }
  });
});
