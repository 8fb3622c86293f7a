package org.fairhold.appeal;

/** An appeal was lodged, and needs somebody who neither decided nor signed. */
public record AppealLodged(Appeal appeal) {}
