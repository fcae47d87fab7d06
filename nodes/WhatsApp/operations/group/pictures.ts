import { optionsField } from '../field';
import { download, fileOptions, groupId, media, refresh, session } from '../fields';
import { command, one, operation } from '../operation';
import type { ActedOnGroup } from './answers';

export const pictureOperations = {
	getPicture: operation({
		name: 'Get Picture',
		action: 'Get the picture of a group',
		description: 'Get the address of the picture of a group, and the picture itself if wanted',
		fields: { session, groupId, download, options: optionsField({ refresh }) },
		returns: one<ActedOnGroup & { url: string | null }>(),
	}),
	setPicture: operation({
		name: 'Set Picture',
		action: 'Set the picture of a group',
		description: 'Give a group a new picture. A JPEG is best.',
		fields: { session, groupId, file: media, options: optionsField(fileOptions) },
		returns: command<ActedOnGroup>(),
	}),
	deletePicture: operation({
		name: 'Delete Picture',
		action: 'Delete the picture of a group',
		description: 'Delete the picture of a group for all its members',
		fields: { session, groupId },
		returns: command<ActedOnGroup>(),
		destructive: true,
	}),
};
