/** The desk in a real browser: what its people see and do, and the pictures of it in the docs. */
package org.fairhold.browser;
