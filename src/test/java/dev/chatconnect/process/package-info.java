/** Tests of the packaged service, run as processes in the production profile. */
package dev.chatconnect.process;
