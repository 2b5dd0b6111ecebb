import {expect, it} from 'vitest';
import {noticeOf} from '../../source/service/notice.ts';
import {Refusal} from '../../source/service/route.ts';

const v1 = 'a1'.repeat(20);
const v2 = 'b2'.repeat(32);
const [form, json] = ['application/x-www-form-urlencoded', 'application/json'];

it.each([
	['JSON', json, `{"hash":"${v1}"}`, [v1]],
	['JSON that curl calls a form', form, `{"hash":"${v1}"}`, [v1]],
	['JSON of no stated type', '', `{"hash":"${v1}"}`, [v1]],
	['capitals', json, `{"hash":"${v1.toUpperCase()}"}`, [v1]],
	['a form', form, `hash=${v1}&torrent_id=-`, [v1]],
	[
		'a form with the server’s own id',
		form,
		`hash=${v1}&torrent_id=${v2.slice(0, 40)}`,
		[v2.slice(0, 40), v1],
	],
	['a torrent of v2 alone', form, `hash=-&hash_v2=${v2}`, [v2]],
	[
		'the older script’s params',
		json,
		`{"hash":"${v1}","params":{"hash_v2":"${v2}","num_files":"3"}}`,
		[v1, v2],
	],
	['qBittorrent’s box, which has no shell', form, `'{"hash":"${v1}"}'`, [v1]],
	['the box of 4.4, which takes quotes away', form, `'{hash:${v1}}'`, [v1]],
])('understands %s', (_, contentType, body, ids) => {
	expect(noticeOf({contentType, body}).ids).toEqual(ids);
});

it.each([
	[undefined, 0],
	[3, 3],
	['-4', -4],
	[99, 10],
	[-1e300, -10],
	[2.6, 3],
])('priority %s is %i', (priority, kept) => {
	const body = JSON.stringify({hash: v1, priority});
	expect(noticeOf({contentType: json, body}).priority).toBe(kept);
});

it('keeps names for people, and no paths or sizes', () => {
	const params = {name: 'A "name"\n\\ 🎬', content_path: '/etc', size: -1, tags: 'a b'};
	const notice = noticeOf({contentType: json, body: JSON.stringify({hash: v1, params})});
	expect(notice).toEqual({ids: [v1], priority: 0, name: params.name});
});

it('a field that comes twice is no field', () => {
	const body = `hash=${v1}&hash=${v2}`;
	expect(() => noticeOf({contentType: form, body})).toThrow(Refusal);
});
