package org.fairhold;

import org.jspecify.annotations.Nullable;

/** What the desk will not do, said so that the caller can do better. Nothing has been changed when this is thrown. */
public class Refused extends RuntimeException {
    /** Why it was refused; each door has its own way to say so. */
    public enum Kind {
        /** What was said cannot be meant: HTTP 422, or 400 in a task's form. */
        INVALID,
        /** The case is not at that point: HTTP 409. */
        CONFLICT,
        /** There is no such thing, or none that the caller may know of: HTTP 404. */
        UNKNOWN,
        /** Somebody else must do this: HTTP 403. */
        FORBIDDEN
    }

    private final Kind kind;
    private final @Nullable String field;

    private Refused(Kind kind, @Nullable String field, String reason) {
        super(reason);
        this.kind = kind;
        this.field = field;
    }

    public static Refused invalid(String field, String reason) {
        return new Refused(Kind.INVALID, field, reason);
    }

    public static Refused conflict(String reason) {
        return new Refused(Kind.CONFLICT, null, reason);
    }

    public static Refused unknown(String what) {
        return new Refused(Kind.UNKNOWN, null, what);
    }

    public static Refused forbidden(String reason) {
        return new Refused(Kind.FORBIDDEN, null, reason);
    }

    public Kind kind() {
        return kind;
    }

    /** The field that was wrong, where one was. */
    public @Nullable String field() {
        return field;
    }

    public String reason() {
        return String.valueOf(getMessage());
    }
}
