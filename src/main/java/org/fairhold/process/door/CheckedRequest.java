package org.fairhold.process.door;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.fairhold.BufferedRequest;
import org.jspecify.annotations.Nullable;

/** The request with the body that was checked, written anew, so that the engine cannot read it differently. */
final class CheckedRequest extends BufferedRequest {
    private static final String TYPE = "application/json;charset=UTF-8";

    private final int length;

    CheckedRequest(HttpServletRequest request, byte[] body) {
        super(request, body);
        length = body.length;
    }

    @Override
    public String getContentType() {
        return TYPE;
    }

    @Override
    public @Nullable String getHeader(String name) {
        return name.equalsIgnoreCase("Content-Type") ? TYPE : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return name.equalsIgnoreCase("Content-Type") ? Collections.enumeration(List.of(TYPE)) : super.getHeaders(name);
    }

    @Override
    public int getContentLength() {
        return length;
    }

    @Override
    public long getContentLengthLong() {
        return length;
    }
}
