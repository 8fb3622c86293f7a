package org.fairhold.marketplace;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Set;
import org.fairhold.money.Money;

/** The kinds of commands, and their JSON: what is stored is what is sent. The key travels beside it. */
enum CommandKind {
    HOLD(Command.Hold.class),
    RELEASE(Command.Release.class),
    REFUND(Command.Refund.class),
    REVERSE(Command.Reverse.class),
    BLOCK(Command.Block.class),
    UNBLOCK(Command.Unblock.class),
    END_SESSIONS(Command.EndSessions.class),
    UNDO_CHANGE(Command.UndoChange.class),
    TELL_COUNTERPARTS(Command.TellCounterparts.class),
    RESTORE_RANK(Command.RestoreRank.class),
    WAIVE_FEES(Command.WaiveFees.class);

    private static final String KEY = "key";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addMixIn(Money.class, Amount.class)
            .addModule(new SimpleModule().addSerializer(new InOrder()))
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .build();

    private final Class<? extends Command> type;

    CommandKind(Class<? extends Command> type) {
        this.type = type;
    }

    static CommandKind of(Command command) {
        return Arrays.stream(values())
                .filter(kind -> kind.type.isInstance(command))
                .findFirst()
                .orElseThrow();
    }

    /** The last part of its path at the marketplace, such as {@code end-sessions}. */
    String path() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static ObjectNode body(Command command) {
        ObjectNode body = JSON.valueToTree(command);
        body.remove(KEY);
        return body;
    }

    Command read(String key, String body) {
        try {
            var whole = (ObjectNode) JSON.readTree(body);
            whole.put(KEY, key);
            return JSON.treeToValue(whole, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The stored command %s cannot be read.".formatted(key), e);
        }
    }

    private interface Amount {
        @JsonProperty("amountMinor")
        long minor();
    }

    /** The same set is the same text, so that a marketplace that compares texts knows a command again. */
    private static final class InOrder extends StdSerializer<Set<?>> {
        InOrder() {
            super(Set.class, true);
        }

        @Override
        public void serialize(Set<?> set, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeStartArray();
            for (var element :
                    set.stream().sorted(Comparator.comparing(Object::toString)).toList()) {
                provider.defaultSerializeValue(element, json);
            }
            json.writeEndArray();
        }
    }
}
