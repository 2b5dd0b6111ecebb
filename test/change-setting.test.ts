import {mkdtemp, readFile, rm, stat, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, it, onTestFinished} from 'vitest';
import {changeSetting, saveAnswers} from '../source/settings/load-config.ts';

const fileOf = async (content: unknown): Promise<string> => {
	const folder = await mkdtemp(join(tmpdir(), 'qbtui-setting-'));
	onTestFinished(() => rm(folder, {recursive: true, force: true}));
	const path = join(folder, 'config.json');
	if (content !== undefined) await writeFile(path, JSON.stringify(content), {mode: 0o600});
	return path;
};

const read = async (path: string): Promise<unknown> => JSON.parse(await readFile(path, 'utf8'));

it('changes what stands in the file now; all else stays, and nobody else can read it', async () => {
	const path = await fileOf({url: 'http://nas', views: {'a.b': 'x'}});
	await changeSetting(path, undefined, 'views', given => ({...Object(given), 'c.d': 'y'}));
	expect(await read(path)).toEqual({url: 'http://nas', views: {'a.b': 'x', 'c.d': 'y'}});
	expect((await stat(path)).mode & 0o777).toBe(0o600);
});

it('makes the file when there is none', async () => {
	const path = await fileOf(undefined);
	await changeSetting(path, undefined, 'views', given => ({was: String(given)}));
	expect(await read(path)).toEqual({views: {was: 'undefined'}});
});

it('in the profile where that has its own, for all of them otherwise', async () => {
	const own = await fileOf({
		views: {a: 'x'},
		profiles: {nas: {views: {b: 'y'}}, box: {url: 'box'}},
	});
	await changeSetting(own, 'nas', 'views', given => ({...Object(given), c: 'z'}));
	await changeSetting(own, 'box', 'views', given => ({...Object(given), d: 'z'}));
	expect(await read(own)).toEqual({
		views: {a: 'x', d: 'z'},
		profiles: {nas: {views: {b: 'y', c: 'z'}}, box: {url: 'box'}},
	});
});

it('what can’t be changed is left as it is', async () => {
	const path = await fileOf({views: 5});
	const refuse = () => {
		throw new Error('wrong');
	};
	await expect(changeSetting(path, undefined, 'views', refuse)).rejects.toThrow('wrong');
	expect(await read(path)).toEqual({views: 5});
});

it('keeps answers in a profile whose name holds dots, in place of those that they replace', async () => {
	const path = await fileOf({
		url: 'http://box',
		profiles: {'nas.home': {password: 'old', ascii: true, views: {}}, nas: {home: 'of another'}},
	});
	await saveAnswers(path, 'nas.home', {url: 'http://nas', api_key: 'new'}, ['password']);
	await changeSetting(path, 'nas.home', 'views', () => ({a: 'x'}));
	expect(await read(path)).toEqual({
		url: 'http://box',
		profiles: {
			'nas.home': {ascii: true, views: {a: 'x'}, url: 'http://nas', api_key: 'new'},
			nas: {home: 'of another'},
		},
	});
});
