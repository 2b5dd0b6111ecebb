const esc = '\x1b';

/** TABLE: names that try to do something to a terminal, and what of them may be seen. */
export const hostileNames: ReadonlyArray<{what: string; name: string; seen: RegExp}> = [
	{what: 'colours and clears', name: `a1${esc}[31m${esc}[2J${esc}[Hred`, seen: /a1.*red/},
	{what: 'sets the title', name: `a2${esc}]0;owned\x07title`, seen: /a2.*title/},
	{what: 'fills the clipboard', name: `a3${esc}]52;c;b3duZWQ=\x07clip`, seen: /a3.*clip/},
	{what: 'one-byte controls', name: 'a4\u009d0;owned\u009c\u009b2Jc1', seen: /a4.*c1/},
	{what: 'leaves the screen', name: `a5${esc}[?1049l${esc}cmain`, seen: /a5.*main/},
	{what: 'turns right to left', name: 'a6\u202egpj.exe\u2066', seen: /a6.*gpj\.exe/},
	{what: 'has lines and tabs', name: 'a7one\ntwo\tthree\rfour', seen: /a7one two three.*four/},
	{
		what: 'floods with marks',
		name: `a8${'e\u0301\u0301'.repeat(5)}${'\u0300'.repeat(300)}`,
		seen: /a8/,
	},
	{what: 'joins emoji', name: 'a9 👨‍👩‍👧‍👦 family ✈️ 1️⃣ 👍🏽', seen: /a9/},
	{what: 'is wide', name: 'b1 狂った一頁 한국어 ＡＢＣ', seen: /b1 狂った一頁/},
	{what: 'is 4 KiB long', name: `b2${'x'.repeat(4096)}`, seen: /b2xxx/},
	{what: 'is 4 KiB of wide letters', name: `b3${'頁'.repeat(1365)}`, seen: /b3頁頁/},
	{what: 'backspaces', name: 'b4\b\b\b\b\b\b\b\b\bback', seen: /b4.*back/},
	{what: 'begins with a mark', name: '\u0301b5', seen: /b5/},
	{what: 'hides', name: 'b6\u200b\u2060\ufeff\u00adend', seen: /b6end/},
];
