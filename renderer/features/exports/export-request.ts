import type { Input } from '../../../core/ipc/contract.ts';

/** What is to be exported; where to comes with the path. */
export type ExportRequest = Pick<Input<'exports.write'>, 'env' | 'format' | 'content'>;
