import { limits } from '../../core/limits.ts';

/** A file that gave nothing, with the reason in words. */
export interface Rejected {
  readonly fileName: string;
  readonly text: string;
}

const megabytes = limits.fileBytes / 1_048_576;

/** Why a file is not imported, in the words the person reads. */
export const rejections = {
  tooLarge: `It is larger than ${megabytes} MB. A file of variables is much smaller: is it the right one?`,
  tooMany: `At most ${limits.filesPerImport} files are imported at once. Import this one afterwards.`,
  folder: 'It is a folder. Name the files inside it.',
  notRegular: 'It is not a regular file (a pipe, a socket or a device), so it was not opened.',
  missing: 'There is no such file.',
  notAllowed: 'You are not allowed to read it.',
  unreadable: 'It could not be read.',
  notText: 'It is not a text file. Variables are read from dotenv text or from a JSON export.',
  nothing: 'It holds no variables.',
} as const;
