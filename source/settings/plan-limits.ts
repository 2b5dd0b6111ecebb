import type {Volume} from '../space/paths.ts';
import type {PlanLimits} from '../space/plan/shape.ts';
import {usualRule} from '../space/rules/shape.ts';
import type {Config} from './config.ts';
import {settings} from './settings.ts';

/** The disks that are set, as the server sees them. */
export const volumesOf = (config: Config): Volume[] => {
	const volumes: Volume[] = [];
	if (config.ssdPath !== undefined) volumes.push({tag: config.ssdTag, path: config.ssdPath});
	if (config.hddPath !== undefined) volumes.push({tag: config.hddTag, path: config.hddPath});
	return volumes;
};

/** What is missing for moves, by the names of the settings; undefined: both disks are set. */
export const whyNoMoves = (config: Config): string | undefined => {
	const [ssd, hdd] = [settings.ssdPath, settings.hddPath].map(nameWithEnv);
	if (config.ssdPath === undefined && config.hddPath === undefined) {
		return `Nothing is moved: ${ssd} and ${hdd} are not set, the folders of the two disks.`;
	}
	if (config.hddPath === undefined) {
		return `Nothing is moved: ${hdd} is not set, the folder of the large disk as the server sees it.`;
	}
	return config.ssdPath === undefined
		? `Nothing is moved: ${ssd} is not set, the folder of the small, fast disk as the server sees it.`
		: undefined;
};

/** "final_dest_base_hdd (FINAL_DEST_BASE_HDD)" */
const nameWithEnv = ({name, env = []}: {name: string; env?: readonly string[]}): string =>
	`${name} (${env.join(', ')})`;

/** By what plans are made. */
export const planLimits = (config: Config): PlanLimits => {
	const {space, ssdTag, hddTag} = config;
	const {rules, hddReserve, cooldown, ...rest} = space;
	return {
		...rest,
		...{volumes: volumesOf(config), from: ssdTag, to: hddTag},
		rules: rules?.map(rule => ({...rule, dest: {...rule.dest, volume: hddTag}})) ?? [
			usualRule(hddTag),
		],
		reserve: hddReserve,
		cooldown: cooldown * 1000,
	};
};
