import {GB, MB, type Series} from './series.ts';

/** TABLE: systems and games that anyone may give away. */
export const systems: readonly Series[] = [
	{
		category: 'linux',
		names: 'debian-{12.11.0|13.1.0|13.2.0}-{amd64|arm64|riscv64}-{netinst.iso|DVD-1.iso}',
		size: [0.6 * GB, 4.7 * GB],
		layout: 'single',
		tags: ['iso'],
	},
	{
		category: 'linux',
		names: 'ubuntu-{22.04.5|24.04.3|25.10|26.04}-{desktop|live-server}-amd64.iso',
		size: [2.1 * GB, 6.2 * GB],
		layout: 'single',
		tags: ['iso', 'keep'],
	},
	{
		category: 'linux',
		names: 'Fedora-{Workstation|Server|KDE|Silverblue}-Live-x86_64-{42|43|44}',
		size: [2.2 * GB, 3.1 * GB],
		layout: 'iso',
		tags: ['iso'],
	},
	{
		category: 'linux',
		names: 'archlinux-2026.{01|02|03|04|05|06|07|08|09|10|11}.01-x86_64.iso',
		size: [1.1 * GB, 1.4 * GB],
		layout: 'single',
		tags: ['iso', 'weekly'],
	},
	{
		category: 'linux',
		names: 'linuxmint-{21.3|22.1|22.2}-{cinnamon|mate|xfce}-64bit.iso',
		size: [2.6 * GB, 3.1 * GB],
		layout: 'single',
		tags: ['iso'],
	},
	{
		category: 'linux',
		names:
			'{openSUSE-Leap-16.0|openSUSE-Tumbleweed|AlmaLinux-10.1|Rocky-10.1}-{x86_64|aarch64}-{DVD|NET}.iso',
		size: [0.3 * GB, 9 * GB],
		layout: 'single',
		tags: ['iso'],
	},
	{
		category: 'linux',
		names:
			'{Raspberry Pi OS|Alpine Linux 3.23|NixOS 26.05|Void Linux 20260901|Kali Linux 2026.3|Tails 7.2} ({arm64|x86_64})',
		size: [0.2 * GB, 5 * GB],
		layout: 'iso',
		tags: ['iso'],
	},
	{
		category: 'linux',
		names: 'FreeBSD-{14.3|15.0}-RELEASE-{amd64|arm64-aarch64}-{disc1|dvd1}.iso',
		size: [1 * GB, 4.6 * GB],
		layout: 'single',
		tags: ['iso'],
	},
	{
		category: 'games',
		names: '{Godot 4.5|Godot 4.6|Bevy 0.17|Open 3D Engine 25.05} demo projects and assets',
		size: [0.2 * GB, 7 * GB],
		layout: 'parts',
	},
	{
		category: 'games',
		names:
			'{0 A.D. 27|SuperTuxKart 1.5|Battle for Wesnoth 1.18|Luanti 5.14|Veloren 0.17|OpenTTD 15 with OpenGFX2|Freedoom 0.13} ({linux|windows})',
		size: [60 * MB, 3.5 * GB],
		layout: 'parts',
	},
];
