import { expect, test } from 'vitest';
import { message, type MessageCode } from '../../foundation/message.ts';
import { screenplay as en } from '../../foundation/messages/en/screenplay.ts';
import { problemCodes } from '../../screenplay/index.ts';

test.each(Object.keys(problemCodes))('%s has a sentence, a hint or an explanation in both languages', (code) => {
  for (const locale of ['en', 'zh'] as const) {
    const { text, hint, explanation } = message(code as MessageCode, {}, locale);
    expect(text).not.toBe(code);
    expect(explanation ?? hint).toBeDefined();
  }
});

test('every code of this room is either a problem or a fix, a place, a setting', () => {
  for (const code of Object.keys(en)) {
    if (code.startsWith('voice/')) expect(problemCodes).toHaveProperty([code]);
    else expect(code).toMatch(/^(?:fix|related|setting)\//);
  }
});
