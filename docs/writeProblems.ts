// `npm run docs`: writes the pages that are made from the program.
import { writeFileSync } from 'node:fs';
import { problemsPage } from './problemsPage.ts';

const folder = import.meta.dirname;
writeFileSync(`${folder}/problems.md`, problemsPage('en'));
writeFileSync(`${folder}/problems.zh.md`, problemsPage('zh'));
