import fc from 'fast-check'
import { hostileTexts } from './hostileText'

/** Where a browser would go if an injected text came to life; nothing answers there. */
export const canaryHost = 'canary.invalid'

const hit = 'window.__hit=1'
const leave = `location='http://${canaryHost}'`

/** Texts that come to life where a page, a link, a file or a statement takes them for more than text. */
export const injections = [
  `<script>${hit}</script>`,
  `<img src="http://${canaryHost}/a.png" onerror="${hit}">`,
  `<svg/onload=${hit}>`,
  `<svg><animate onbegin=${hit} attributeName=x dur=1s>`,
  `<iframe srcdoc="<script>parent.__hit=1</script>"></iframe>`,
  `<details open ontoggle=${hit}>`,
  `<style>@import 'http://${canaryHost}/a.css';</style>`,
  `<base href="http://${canaryHost}/">`,
  `<meta http-equiv="refresh" content="0;url=http://${canaryHost}/">`,
  `<form action="http://${canaryHost}"><button>Go</button></form>`,
  `"><script>${hit}</script>`,
  `' onfocus='${hit}' autofocus tabindex='0`,
  `" onmouseover="${hit}`,
  `\`\${${hit}}\``,
  `</textarea></title></script><script>${hit}</script>`,
  `<!--><img src=x onerror=${hit}>-->`,
  `javascript:${hit}`,
  `JaVaScRiPt\u0001:${hit}`,
  `java\tscript:${hit}`,
  `data:text/html,<script>${hit}</script>`,
  `//${canaryHost}/a`,
  `{{constructor.constructor('${hit}')()}}`,
  `{{$el.ownerDocument.defaultView.__hit=1}}`,
  `<div v-html="'<img src=x onerror=${hit}>'">`,
  `[click](javascript:${hit})`,
  `@:linked {0} {name} | plural`,
  `%{name} %s %d %n`,
  `x'); ${leave}; ('`,
  `=WEBSERVICE("http://${canaryHost}")`,
  `+1+cmd|'/C calc'!A0`,
  `-2+3`,
  `＝1+1`,
  `\t=1+1`,
  `1; DROP TABLE accounts`,
  `' UNION SELECT NULL,NULL-- -`,
  `x' AND EXTRACTVALUE(1,CONCAT(0x7e,VERSION()))-- `,
  `:tenantId :id ? ??`,
  `\\'; --`,
  `a\r\nX-Hit: 1`,
  `{"level":60,"msg":"forged"}\n{"level":60}`,
  `\u001b[31mred\u001b[0m`,
  `..\\..\\windows\\win.ini`,
  `file:///etc/passwd`,
  `http://[::1]:9090/metrics`,
  `http://169.254.169.254/latest/meta-data`,
] as const

const unicode = [
  '𠮷野家 🏳️‍🌈 👨‍👩‍👧‍👦 𝒜',
  'e\u0301\u0323 é ﬁ ｆｕｌｌ ㈱',
  `z${'\u0335'.repeat(60)}algo`,
  '\u202eabc\u202c \u2066x\u2069 \u200f\u061c',
  'a\u200bb\u200cc\u200dd\u2060e\ufefff',
  'السلام עליכם हिन्दी ไทย',
  '\u00a0nbsp\u00a0',
  '\ufffd\ufffe\uffff\u{10ffff}',
  '\u0001\u0008\u007f\u0085',
  '\u2028line\u2029paragraph',
  'İıſK',
] as const

/** Every text of the corpora, and `more` of any characters for a seed; none with surrogates that lost their other half. */
export const allTexts = (seed: number, more: number): string[] => [
  ...new Set([
    ...injections,
    ...unicode,
    ...hostileTexts,
    ...fc.sample(fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }), { seed, numRuns: more }),
  ]),
]
