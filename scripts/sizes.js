import {packageOf} from './licences.js';

const shortName = input => (packageOf(input) || 'qbtui').replace(/^.*node_modules[\\/]/, '');

/** Bytes of each package in what was built, largest first. */
export const countSizes = metafile => {
	const sizes = new Map();
	for (const {inputs} of Object.values(metafile.outputs)) {
		for (const [input, {bytesInOutput}] of Object.entries(inputs)) {
			const name = shortName(input);
			sizes.set(name, (sizes.get(name) || 0) + bytesInOutput);
		}
	}

	return [...sizes].sort((a, b) => b[1] - a[1]);
};

const kilobytes = bytes => `${(bytes / 1000).toFixed(1).padStart(8)} kB`;

export const printSizes = metafile => {
	for (const [file, {bytes}] of Object.entries(metafile.outputs))
		console.log(kilobytes(bytes), file);
	console.log();
	for (const [name, bytes] of countSizes(metafile)) console.log(kilobytes(bytes), name);
};
