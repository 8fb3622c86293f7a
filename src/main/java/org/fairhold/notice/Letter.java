package org.fairhold.notice;

/**
 * One text in its two forms, which say the same.
 *
 * @param html a whole document
 */
public record Letter(String subject, String text, String html) {}
