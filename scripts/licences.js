import fs from 'node:fs';
import path from 'node:path';

/** `node_modules/@a/b/c.js` → `node_modules/@a/b`; undefined for our own files. */
export const packageOf = input => {
	const match = /^(.*node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/.exec(input);
	return match ? match[1] : undefined;
};

const readLicence = folder => {
	const name = fs.readdirSync(folder).find(file => /^(licen[cs]e|copying)/i.test(file));
	return name ? fs.readFileSync(path.join(folder, name), 'utf8').trim() : '';
};

/** For a package that names its licence and does not bring the text: MIT's is in our own. */
const writeLicence = (root, author, license) => {
	const name = (typeof author === 'string' ? author : author?.name) ?? 'its authors';
	const [, terms] = readLicence(root).split(/^Copyright .*$/m);
	return license === 'MIT' && terms ? `Copyright (c) ${name}\n\n${terms.trim()}` : '';
};

const describe = (root, folder) => {
	const {name, version, author, license} = JSON.parse(
		fs.readFileSync(path.join(folder, 'package.json'), 'utf8'),
	);
	const text = readLicence(folder) || writeLicence(root, author, license);
	if (!text) throw new Error(`${name} brings no text of its licence (${license}).`);
	return `${name} ${version} (${license})\n\n${text}`;
};

/** The licences of everything that the bundle contains, which they ask to be passed on with it. */
export const collectLicences = (root, metafile) => {
	const folders = Object.keys(metafile.inputs).map(packageOf).filter(Boolean);
	const texts = [...new Set(folders)].sort().map(folder => describe(root, path.join(root, folder)));
	return `qbtui contains these packages:\n\n${texts.join(`\n\n${'-'.repeat(72)}\n\n`)}\n`;
};
