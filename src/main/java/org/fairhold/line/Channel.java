package org.fairhold.line;

/** How a message came: as a mail, or from the marketplace's front line, which the person had turned to. */
public enum Channel {
    MAIL,
    TICKET
}
