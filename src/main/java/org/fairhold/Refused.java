package org.fairhold;

import org.jspecify.annotations.Nullable;

/** What the desk will not do, said so that the caller can do better. Nothing has been changed when this is thrown. */
public class Refused extends RuntimeException {
    /** Why it was refused; each door has its own way to say so. */
    public enum Kind {
        /** What was said cannot be meant; in Tasklist, whose forms know no 422, it is 400. */
        INVALID(422),
        /** The case is not at that point. */
        CONFLICT(409),
        /** There is no such thing, or none that the caller may know of. */
        UNKNOWN(404),
        /** Somebody else must do this. */
        FORBIDDEN(403);

        private final int status;

        Kind(int status) {
            this.status = status;
        }

        /** Of HTTP. */
        public int status() {
            return status;
        }
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
