import type { JsonObject } from '../../nodes/WhatsApp/portable/json';
import { gows, items, waha } from './events.run';
import { ANNA, noweb } from './message.raw';

const quotes = { stanzaId: 'B', participant: '491700000001@s.whatsapp.net', quotedMessage: {} };

test.each<[string, JsonObject, object]>([
	[
		'NOWEB: a button',
		noweb({
			buttonsResponseMessage: {
				selectedButtonId: 'yes',
				selectedDisplayText: 'Yes!',
				contextInfo: quotes,
			},
		}),
		{
			callback: { id: 'yes', text: 'Yes!' },
			type: 'buttons',
			text: 'Yes!',
			quoted: { messageId: 'B' },
		},
	],
	[
		'NOWEB: a button of a template',
		noweb({ templateButtonReplyMessage: { selectedId: 'yes', selectedDisplayText: 'Yes!' } }),
		{ callback: { id: 'yes', text: 'Yes!' }, type: 'buttons' },
	],
	[
		'NOWEB: a row of a list',
		noweb({ listResponseMessage: { title: 'Tea', singleSelectReply: { selectedRowId: 'tea' } } }),
		{ callback: { id: 'tea', text: 'Tea' }, type: 'list', text: 'Tea' },
	],
	[
		'NOWEB: a row with a description',
		noweb({
			listResponseMessage: {
				title: 'Tea',
				description: 'Green',
				singleSelectReply: { selectedRowId: 'tea' },
			},
		}),
		{ callback: { id: 'tea', text: 'Tea' }, type: 'list', text: 'Tea' },
	],
	[
		'NOWEB: a newer button',
		noweb({
			interactiveResponseMessage: {
				body: { text: 'Yes!' },
				nativeFlowResponseMessage: { name: 'quick_reply', paramsJson: '{"id":"yes"}' },
			},
		}),
		{ callback: { id: 'yes', text: 'Yes!' }, type: 'buttons' },
	],
	[
		'NOWEB: a newer button with an answer that is no JSON',
		noweb({
			interactiveResponseMessage: {
				body: { text: 'Yes!' },
				nativeFlowResponseMessage: { name: 'quick_reply', paramsJson: '{"id":' },
			},
		}),
		{ callback: { id: null, text: 'Yes!' } },
	],
	[
		'GOWS: a button',
		gows({
			buttonsResponseMessage: {
				selectedButtonID: 'yes',
				Response: { SelectedDisplayText: 'Yes!' },
			},
		}),
		{ callback: { id: 'yes', text: 'Yes!' }, text: 'Yes!' },
	],
	[
		'GOWS: a row of a list',
		gows({ listResponseMessage: { title: 'Tea', singleSelectReply: { selectedRowID: 'tea' } } }),
		{ callback: { id: 'tea', text: 'Tea' } },
	],
	[
		'GOWS: a newer button',
		gows({
			interactiveResponseMessage: {
				body: { text: 'Yes!' },
				InteractiveResponseMessage: { NativeFlowResponseMessage: { paramsJSON: '{"id":"yes"}' } },
			},
		}),
		{ callback: { id: 'yes', text: 'Yes!' } },
	],
	[
		'WEBJS: a button',
		{
			id: `false_${ANNA}_A`,
			from: ANNA,
			body: 'Yes!',
			_data: { type: 'buttons_response', selectedButtonId: 'yes' },
		},
		{ callback: { id: 'yes', text: 'Yes!' }, type: 'buttons' },
	],
	[
		'WEBJS: a row of a list',
		{
			id: `false_${ANNA}_A`,
			from: ANNA,
			body: 'Tea',
			_data: {
				type: 'list_response',
				listResponse: { singleSelectReply: { selectedRowId: 'tea' } },
			},
		},
		{ callback: { id: 'tea', text: 'Tea' }, type: 'list' },
	],
])('a choice is delivered as event callback: %s', (_, payload, expected) => {
	expect(items(waha('message', payload))).toMatchObject([{ event: 'callback', ...expected }]);
});
