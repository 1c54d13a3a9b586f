package dev.chatconnect.transfer;

/**
 * How an import is made.
 *
 * @param seal opens what was sealed on export
 * @param novu decrypts what comes from Novu's database
 * @param dryRun tell what would become of each line, and change nothing
 * @param failuresOnly tell only of lines that failed
 */
record ImportOptions(Seal seal, NovuSecrets novu, boolean dryRun, boolean failuresOnly) {}
