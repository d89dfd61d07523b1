import { spanAtEnd, type Span } from './span.ts';
import { isUserAndPassword, looksRandom } from './values.ts';

/** Patterns that end with the secret, in group `value`. All repetitions are bounded or start at the beginning of a word. */
const PASSWORD_IN_URL =
  /(?<![\w+.-])[a-z][\w+.-]{1,20}:\/\/[^\s'"<>`/?#@:[]{0,128}:(?<value>[^\s'"<>`/?#]{1,512})(?=@(?!sha\d{3}:))/gi;
const PASSWORD_WITH_SLASH =
  /(?<![\w+.-])[a-z][\w+.-]{1,20}:\/\/[^\s'"<>`/?#@:[]{0,128}:(?!\d{1,5}[/?#])(?<value>[^\s'"<>`@]{1,256})(?=@(?!sha\d{3}:))/gi;
const PASSWORD_IN_DSN = /(?<![\w.-])[\w.-]{1,64}:(?<value>[^\s'"<>`@]{1,256})(?=@(?:tcp|unix)\()/g;
const CURL_USER = /\bcurl\b[^\n]{0,300}?\s(?:-u|--user)[ =]?['"]?[^\s:'"]{1,128}:(?<value>[^\s'"]{1,256})/g;
const AUTHORIZATION =
  /authorization\\?["']?\s{0,3}[:=,]\s{0,3}\\?["'[]{0,2}(?:bearer|basic|token|digest|negotiate|apikey|splunk|key|aws4-hmac-sha256)\s{1,4}(?<value>[^\s'"\\\],]{4,8192})/gi;

const ALWAYS = [PASSWORD_IN_URL, PASSWORD_WITH_SLASH, PASSWORD_IN_DSN, CURL_USER, AUTHORIZATION];

const BEARER = /\bbearer\s{1,4}(?<value>[\w.~+/-]{8,8192}={0,2})(?![="'\w])/gi;
const BASIC = /\bbasic\s{1,4}(?<value>[A-Za-z0-9+/]{6,8192}={0,2})/gi;
const COOKIE = /(?<![\w])(?:set-)?cookie\\?["']?\s{0,3}:\s{0,3}\\?["'[]{0,2}(?<value>[^\n"'\\]{1,4096})/gi;

/** Passwords in URLs and connection strings, and what follows Authorization, Bearer, Basic and Cookie. */
export function findCredentials(text: string): Span[] {
  return [
    ...ALWAYS.flatMap((pattern) => valuesOf(pattern, text)),
    ...valuesOf(BEARER, text, looksRandom),
    ...valuesOf(BASIC, text, isUserAndPassword),
    ...valuesOf(COOKIE, text, (value) => value.includes('=')),
  ];
}

function valuesOf(pattern: RegExp, text: string, accept: (value: string) => boolean = () => true): Span[] {
  const spans: Span[] = [];
  for (const match of text.matchAll(pattern)) {
    const value = match.groups?.['value'] ?? '';
    if (accept(value)) spans.push(spanAtEnd(match, value));
  }
  return spans;
}
