// Parses a script of so many lines once, in a fresh process: what the first parse of a process costs. Prints milliseconds.
import { parse } from '../../grammar/index.ts';
import { grammarScript } from './grammarScript.ts';

const text = grammarScript(Number(process.argv[2]));
const start = performance.now();
parse(text);
console.log(performance.now() - start);
