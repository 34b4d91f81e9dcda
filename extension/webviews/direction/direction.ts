import type { FromDirection } from '../../directionProtocol.ts';
import { vscodeApi } from '../page/vscodeApi.ts';

vscodeApi<FromDirection, never>().postMessage({ kind: 'ready' });
