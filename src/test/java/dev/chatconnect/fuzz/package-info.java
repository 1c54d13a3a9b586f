/** What tests with random input share; the tests are in the packages of what they try. */
package dev.chatconnect.fuzz;
