/** Every command of the server. A door offers some of them under its own verbs; a program may reach each by its name. */
import { addMask, listMasks, removeMask } from './channels/change-mask.ts'
import { archiveChannel } from './channels/archive-channel.ts'
import { changeSetting } from './channels/change-setting.ts'
import { createChannel } from './channels/create-channel.ts'
import { findDirect } from './channels/find-direct.ts'
import { inviteUser } from './channels/invite-user.ts'
import { joinChannel } from './channels/join-channel.ts'
import { leaveChannel } from './channels/leave-channel.ts'
import { listChannels } from './channels/list-channels.ts'
import { listOwn, showOwn } from './channels/list-own.ts'
import { listMembers, showMembers } from './channels/list-members.ts'
import { openDirect } from './channels/open-direct.ts'
import { removeMember } from './channels/remove-member.ts'
import { setLevel } from './channels/set-level.ts'
import { setMemberRole } from './channels/set-member-role.ts'
import { setTopic } from './channels/set-topic.ts'
import { deleteMessage } from './messages/delete.ts'
import { editMessage } from './messages/edit.ts'
import { listMissed } from './messages/list-missed.ts'
import { markRead } from './messages/mark-read.ts'
import { readHistory } from './messages/read-history.ts'
import { searchMessages } from './messages/search.ts'
import { sendTogether } from './messages/send-together.ts'
import { sendMessage } from './messages/send.ts'
import { admitAddress } from './moderation/admit-address.ts'
import { ban } from './moderation/ban.ts'
import { kickUser } from './moderation/kick-user.ts'
import { listAudit } from './moderation/list-audit.ts'
import { listSanctions } from './moderation/list-sanctions.ts'
import { muteUser, unmuteUser } from './moderation/mute-user.ts'
import { listReports, reportMessage, settleReport } from './moderation/report.ts'
import { setServerRole } from './moderation/set-server-role.ts'
import { unban } from './moderation/unban.ts'
import { announce } from './node/announce.ts'
import { reload, setLogLevel } from './node/reload.ts'
import { cancelShutdown, followOrder, shutDown } from './node/shut-down.ts'
import { listConnections, status } from './node/status.ts'
import { arrive } from './presence/arrive.ts'
import { findPeople } from './presence/find-people.ts'
import { setAway } from './presence/set-away.ts'
import { whoIsOnline } from './presence/who-is-online.ts'
import { changePassword } from './users/change-password.ts'
import { createUser } from './users/create-user.ts'
import { createInvite } from './users/create-invite.ts'
import { enterAsGuest } from './users/enter-as-guest.ts'
import { listUsers } from './users/list-users.ts'
import { registerGuest, registerUser } from './users/register-user.ts'
import { resetPassword } from './users/reset-password.ts'
import { listAvatars, removeAvatar, setAvatar } from './users/avatars.ts'
import { setDisplayName } from './users/set-display-name.ts'
import { showUser } from './users/show-user.ts'
import { signIn, signInByCertificate, switchUser } from './users/sign-in.ts'
import { signOut } from './users/sign-out.ts'
import { listInvitations } from './channels/list-invitations.ts'
import { renameChannel } from './channels/rename-channel.ts'
import { showChannel } from './channels/show-channel.ts'
import { relayMessage } from './messages/relay.ts'
import { addReaction, removeReaction } from './messages/react.ts'
import { removePreview } from './messages/remove-preview.ts'
import { listChanges } from './messages/list-changes.ts'
import { listPinned, pinMessage, unpinMessage } from './messages/pin.ts'
import { readRange } from './messages/read-range.ts'
import { listConversations } from './messages/list-conversations.ts'
import { markReadUntil, showReadTime } from './messages/read-time.ts'
import { changeUserSetting } from './users/change-settings.ts'
import { addCertificate, listCertificates, removeCertificate } from './users/certificates.ts'
import { acceptUser } from './users/accept.ts'
import { findUser } from './users/find-user.ts'
import { introduce } from './users/introduce.ts'
import { renameUser } from './users/rename-user.ts'
import { beginScram, finishScram, finishScramSwitch } from './users/scram.ts'
import { clearMetadata, getMetadata, setMetadata } from './metadata/metadata.ts'
import { listChannelMetadata } from './metadata/of-channel.ts'
import { becomeOperator } from './moderation/become-operator.ts'
import { wallops } from './node/wallops.ts'
import { createToken } from './tokens/create.ts'
import { listTokens } from './tokens/list.ts'
import { rememberToken } from './tokens/remember.ts'
import { listPush } from './push/list.ts'
import { subscribePush } from './push/subscribe.ts'
import { testPush } from './push/test.ts'
import { unsubscribePush } from './push/unsubscribe.ts'
import { setNotifications, showNotifications } from './users/set-notifications.ts'
import { revokeOtherTokens, revokeToken } from './tokens/revoke.ts'
import { signInByToken } from './tokens/sign-in.ts'
import { createBot } from './bots/create.ts'
import { listAllBots, listBots } from './bots/list.ts'
import { removeBot } from './bots/remove.ts'
import { createBotToken, listBotTokens, revokeBotToken } from './bots/tokens.ts'
import { createIncomingWebhook } from './webhooks/create-incoming.ts'
import { createOutgoingWebhook } from './webhooks/create-outgoing.ts'
import { listWebhooks } from './webhooks/list.ts'
import { removeWebhook } from './webhooks/remove.ts'
import { signInByWebhook } from './webhooks/sign-in.ts'
import { showPreviewPicture } from './previews/show.ts'
import { finishUpload } from './uploads/finish.ts'
import { permitUploads, signInByPermit } from './uploads/permit.ts'
import { rejectUpload } from './uploads/reject.ts'
import { removeUpload } from './uploads/remove.ts'
import { reserveUpload } from './uploads/reserve.ts'
import { showOwnUpload, showUpload, showUploadQuota } from './uploads/show.ts'
import { isServerEmpty } from './node/is-empty.ts'
import { serverNumbers } from './node/numbers.ts'
import { listPeers } from './presence/list-peers.ts'

export const commands = {
  users: {
    registerUser,
    registerGuest,
    createUser,
    beginScram,
    finishScram,
    finishScramSwitch,
    becomeOperator,
    switchUser,
    signInByCertificate,
    introduce,
    renameUser,
    findUser,
    acceptUser,
    changeUserSetting,
    setNotifications,
    showNotifications,
    addCertificate,
    removeCertificate,
    listCertificates,
    signIn,
    signOut,
    enterAsGuest,
    changePassword,
    resetPassword,
    setDisplayName,
    setAvatar,
    listAvatars,
    removeAvatar,
    showUser,
    listUsers,
    createInvite,
  },
  previews: { showPreviewPicture },
  uploads: {
    reserveUpload,
    finishUpload,
    rejectUpload,
    removeUpload,
    showUpload,
    showOwnUpload,
    showUploadQuota,
    permitUploads,
    signInByPermit,
  },
  bots: {
    createBot,
    listBots,
    listAllBots,
    removeBot,
    createBotToken,
    listBotTokens,
    revokeBotToken,
  },
  webhooks: { createIncomingWebhook, createOutgoingWebhook, signInByWebhook, listWebhooks, removeWebhook },
  tokens: {
    createToken,
    rememberToken,
    signInByToken,
    listTokens,
    revokeToken,
    revokeOtherTokens,
  },
  push: { subscribePush, unsubscribePush, listPush, testPush },
  channels: {
    createChannel,
    joinChannel,
    leaveChannel,
    openDirect,
    findDirect,
    renameChannel,
    showChannel,
    listInvitations,
    archiveChannel,
    setTopic,
    changeSetting,
    inviteUser,
    removeMember,
    setMemberRole,
    addMask,
    removeMask,
    listMasks,
    listChannels,
    listOwn,
    showOwn,
    setLevel,
    listMembers,
    showMembers,
  },
  messages: {
    sendMessage,
    sendTogether,
    editMessage,
    deleteMessage,
    readHistory,
    searchMessages,
    listMissed,
    markRead,
    relayMessage,
    addReaction,
    removeReaction,
    listChanges,
    pinMessage,
    unpinMessage,
    removePreview,
    listPinned,
    readRange,
    listConversations,
    showReadTime,
    markReadUntil,
  },
  moderation: {
    kickUser,
    ban,
    unban,
    muteUser,
    unmuteUser,
    setServerRole,
    listSanctions,
    listAudit,
    reportMessage,
    listReports,
    settleReport,
    admitAddress,
  },
  presence: { arrive, findPeople, listPeers, setAway, whoIsOnline },
  metadata: { getMetadata, setMetadata, clearMetadata, listChannelMetadata },
  node: {
    announce,
    wallops,
    serverNumbers,
    isServerEmpty,
    shutDown,
    cancelShutdown,
    followOrder,
    status,
    listConnections,
    reload,
    setLogLevel,
  },
} as const
