package org.fairhold.process.deployment;

/** Where a set came from: with the application, from the configured folder, or by upload. */
enum Source {
    APPLICATION,
    DIRECTORY,
    UPLOAD
}
