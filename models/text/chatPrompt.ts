import { Template } from '@huggingface/jinja';
import { TablereadError } from '../../foundation/tablereadError.ts';

/** What the emotion model is told to do. Source: `QwenEmotion` of the original. */
const task = '文本情感分类';

/**
 * The prompt that asks the emotion model about a text: the chat template of the checkpoint (`chat_template.jinja`) with
 * the task as system message and the text as that of the user, open for the answer, thinking off.
 * Errors: `text/template-damaged`, naming the file.
 */
export function emotionPrompt(file: string, template: string, text: string): string {
  try {
    return new Template(template).render({
      messages: [
        { role: 'system', content: task },
        { role: 'user', content: text },
      ],
      add_generation_prompt: true,
      enable_thinking: false,
    });
  } catch (cause) {
    throw new TablereadError('text/template-damaged', { file }, { cause });
  }
}
