import { describe, expect, it } from 'vitest';
import { parseOptions, pathOfLink } from '../../../main/hosts/options.ts';

const base = process.platform === 'win32' ? 'C:\\base' : '/base';
const optionsOf = (...args: string[]) => {
  const parsed = parseOptions(args, base);
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.options;
};

describe('parseOptions', () => {
  it('reads nothing as no options', () => {
    expect(optionsOf()).toEqual({ import: [], fetchElectron: false, help: false });
  });

  it('gives bare words to the option before them, as absolute files', () => {
    const options = optionsOf('--import', '.env', '.env.prod', '--profile', 'data', '--tour', 'a', 'b');
    expect(options.import).toEqual(['/base/.env', '/base/.env.prod']);
    expect(options.tour).toEqual(['/base/a', '/base/b']);
    expect(options.profile).toBe('/base/data');
  });

  it('tells a tour of the sample from no tour', () => {
    expect(optionsOf('--tour').tour).toEqual([]);
    expect(optionsOf().tour).toBeUndefined();
  });

  it('opens links and paths', () => {
    expect(optionsOf('platos-console://w/local/orgs/acme').path).toBe('/w/local/orgs/acme');
    expect(pathOfLink('platos-console:///w/local')).toBe('/w/local');
    expect(optionsOf('--screenshot', 'x.png', '--path', '/w/local').path).toBe('/w/local');
  });

  it.each([
    [['--bogus'], "Unknown option '--bogus'"],
    [['word'], "unexpected argument 'word'"],
    [['--profile', 'd', 'word'], "unexpected argument 'word'"],
    [['--import'], '--import needs at least one file'],
    [['--host', 'firefox'], "--host is electron or chromium, not 'firefox'"],
    [['--path', 'w/local'], '--path must start with /'],
    [['--path', '//elsewhere/w'], '--path must start with one /'],
    [['--profile'], "Option '--profile <value>' argument missing"],
    [['--import=file'], "Option '--import' does not take an argument"],
  ])('refuses %j in one sentence', (args, message) => {
    expect(parseOptions(args, base)).toEqual({ ok: false, message });
  });
});
