import { inviteCodeIn, inviteLink, parseInvite } from '../../nodes/WhatsApp/portable/invite';

const CODE = 'Ab12Cd34Ef56Gh78Ij90Kl';

test.each([
	CODE,
	` ${CODE}\n`,
	`https://chat.whatsapp.com/${CODE}`,
	`http://chat.whatsapp.com/${CODE}/`,
	`chat.whatsapp.com/${CODE}`,
	`https://chat.whatsapp.com/invite/${CODE}`,
	`https://chat.whatsapp.com/${CODE}?mode=ac_t&utm_source=x`,
	`https://chat.whatsapp.com/${CODE}#top`,
	`HTTPS://CHAT.WHATSAPP.COM/${CODE}`,
	`whatsapp://chat?code=${CODE}`,
	`https://web.whatsapp.com/accept?code=${CODE}`,
	`Follow this link to join my WhatsApp group: https://chat.whatsapp.com/${CODE}. See you!`,
	`<https://chat.whatsapp.com/${CODE}>`,
])('accepts %j', (text) => {
	expect(parseInvite(text)).toBe(CODE);
});

test.each([
	['', 'The invite link is empty'],
	['491701234567', 'is no invite link'],
	['120363000000000001@g.us', 'is no invite link'],
	['https://example.com/Ab12Cd34Ef56Gh78Ij90Kl', 'is no invite link'],
	['https://chat.whatsapp.com/short', 'is no invite link'],
	['https://chat.whatsapp.com/../../api', 'is no invite link'],
	[`${'x'.repeat(5000)} https://chat.whatsapp.com/${CODE}`, 'is no invite link'],
])('refuses %j', (text, message) => {
	expect(() => parseInvite(text)).toThrow(message);
});

test('builds an invite link, and reads the code back from it', () => {
	expect(inviteCodeIn(inviteLink(CODE))).toBe(CODE);
	expect(inviteCodeIn('null')).toBeNull();
});
