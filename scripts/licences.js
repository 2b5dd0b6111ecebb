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

const describe = folder => {
	const {name, version, license} = JSON.parse(
		fs.readFileSync(path.join(folder, 'package.json'), 'utf8'),
	);
	return `${name} ${version} (${license})\n\n${readLicence(folder)}`.trim();
};

/** The licences of everything that the bundle contains, which they ask to be passed on with it. */
export const collectLicences = (root, metafile) => {
	const folders = Object.keys(metafile.inputs).map(packageOf).filter(Boolean);
	const texts = [...new Set(folders)].sort().map(folder => describe(path.join(root, folder)));
	return `qbtui contains these packages:\n\n${texts.join(`\n\n${'-'.repeat(72)}\n\n`)}\n`;
};
